import js from "@eslint/js";
import globals from "globals";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const CJK = "[\\u3000-\\u303f\\u3400-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]";
const SAY_IT_IN_THE_CATALOGUE = "Words for people belong to the catalogues in src/i18n, in both languages.";
const noCjk = ["Literal", "TemplateElement", "JSXText"].map((node) => ({
  selector: node === "TemplateElement" ? `TemplateElement[value.raw=/${CJK}/]` : `${node}[value=/${CJK}/]`,
  message: SAY_IT_IN_THE_CATALOGUE,
}));

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts", "public"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strict],
    languageOptions: { globals: globals.browser },
    rules: {
      "max-lines": ["error", 250],
      "no-restricted-globals": [
        "error",
        // Absent or refused on plain http, which is what a class network is.
        { name: "Notification", message: "Not available on a class network over plain http." },
      ],
      "no-restricted-properties": [
        "error",
        { object: "crypto", property: "randomUUID", message: "Absent on plain http: use crypto.getRandomValues." },
        { object: "navigator", property: "clipboard", message: "Absent on plain http." },
      ],
    },
  },
  {
    files: ["src/**/*.tsx"],
    extends: [jsxA11y.flatConfigs.recommended],
    plugins: { "react-hooks": reactHooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/i18n/**", "src/**/*.test.{ts,tsx}"],
    rules: { "no-restricted-syntax": ["error", ...noCjk] },
  },
  { files: ["src/i18n/**/*.ts"], rules: { "max-lines": "off" } },
  { files: ["**/*.{js,mjs,cjs}", "vite.config.ts"], languageOptions: { globals: globals.node } },
);
