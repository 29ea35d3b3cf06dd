import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";

const jade: MantineColorsTuple = [
  "#e2efeb", "#cde3dc", "#a5cec2", "#7bb8a7", "#5fc4ab", "#2f8a77", "#17766a", "#0f6657", "#0a4d42", "#063a31",
];

type Tone = "brand" | "red" | "amber" | "green" | "blue";

const toneOf = (color: string | undefined): Tone | null => {
  if (!color || color === "jade" || color === "brand") return "brand";
  return color === "red" || color === "amber" || color === "green" || color === "blue" ? color : null;
};

/** Every coloured Mantine control takes its colours from our tokens, so both schemes are contrast-checked once. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const tone = toneOf(typeof input.color === "string" ? input.color : undefined);
  if (!tone) return defaultVariantColorsResolver(input);
  const ink = `var(--md-${tone}-ink)`;
  const tint = `var(--md-${tone}-tint)`;
  const fill = `var(--md-${tone})`;
  switch (input.variant) {
    case "filled":
      return {
        background: fill,
        hover: tone === "brand" ? "var(--md-brand-strong)" : `color-mix(in srgb, ${fill} 88%, black)`,
        color: tone === "red" ? "var(--md-on-red)" : "var(--md-on-brand)",
        border: "1px solid transparent",
      };
    case "light":
      return {
        background: tint,
        hover: `color-mix(in srgb, ${tint} 85%, ${ink})`,
        color: ink,
        border: "1px solid transparent",
      };
    case "subtle":
    case "transparent":
      return { background: "transparent", hover: tint, color: ink, border: "1px solid transparent" };
    case "outline":
      return { background: "transparent", hover: tint, color: ink, border: `1px solid ${fill}` };
    default:
      return defaultVariantColorsResolver(input);
  }
};

export const theme = createTheme({
  primaryColor: "jade",
  primaryShade: { light: 7, dark: 4 },
  colors: { jade },
  fontFamily: "var(--md-font)",
  fontFamilyMonospace: "var(--md-font-mono)",
  headings: { fontFamily: "var(--md-font)", fontWeight: "650" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "20px", xl: "28px" },
  defaultRadius: "md",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Button: { defaultProps: { size: "sm" }, styles: { label: { fontWeight: 600 } } },
    Modal: {
      defaultProps: { radius: "lg", centered: true, transitionProps: { duration: 120, transition: "pop" } },
      styles: { title: { fontWeight: 650, fontSize: "var(--md-text-lg)" } },
    },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 }, withArrow: true } },
    TextInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm", comboboxProps: { shadow: "md" } } },
    NumberInput: { defaultProps: { size: "sm" } },
  },
});

const bindings = {
  "--mantine-color-body": "var(--md-surface)",
  "--mantine-color-text": "var(--md-ink)",
  "--mantine-color-bright": "var(--md-ink)",
  "--mantine-color-dimmed": "var(--md-ink-3)",
  "--mantine-color-placeholder": "var(--md-ink-3)",
  "--mantine-color-anchor": "var(--md-brand-ink)",
  "--mantine-color-error": "var(--md-red-ink)",
  "--mantine-color-default": "var(--md-surface)",
  "--mantine-color-default-hover": "var(--md-hover)",
  "--mantine-color-default-color": "var(--md-ink)",
  "--mantine-color-default-border": "var(--md-line-strong)",
  "--mantine-color-disabled": "var(--md-hover)",
  "--mantine-color-disabled-color": "var(--md-ink-3)",
  "--mantine-color-disabled-border": "var(--md-line)",
  "--mantine-primary-color-filled": "var(--md-brand)",
  "--mantine-primary-color-filled-hover": "var(--md-brand-strong)",
  "--mantine-primary-color-light": "var(--md-brand-tint)",
  "--mantine-primary-color-light-hover": "var(--md-brand-tint-strong)",
  "--mantine-primary-color-light-color": "var(--md-brand-ink)",
  "--mantine-primary-color-contrast": "var(--md-on-brand)",
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: bindings,
  dark: {
    ...bindings,
    // Mantine paints surfaces of the dark scheme from these.
    "--mantine-color-dark-4": "var(--md-line-strong)",
    "--mantine-color-dark-5": "var(--md-line)",
    "--mantine-color-dark-6": "var(--md-raised)",
    "--mantine-color-dark-7": "var(--md-surface)",
  },
});
