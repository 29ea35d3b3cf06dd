import {
  Blocks, BookOpen, CookingPot, Dumbbell, Footprints, Headphones, type LucideIcon, PawPrint, Salad, Shirt, ShoppingBag, Sofa, Sparkles, Zap,
} from "lucide-react";

const ICONS: Record<string, { icon: LucideIcon; hue: number }> = {
  kitchen: { icon: CookingPot, hue: 28 },
  home: { icon: Sofa, hue: 205 },
  appliance: { icon: Zap, hue: 48 },
  digital: { icon: Headphones, hue: 235 },
  clothing: { icon: Shirt, hue: 345 },
  shoes: { icon: Footprints, hue: 20 },
  beauty: { icon: Sparkles, hue: 320 },
  kids: { icon: Blocks, hue: 190 },
  food: { icon: Salad, hue: 110 },
  pets: { icon: PawPrint, hue: 40 },
  sports: { icon: Dumbbell, hue: 160 },
  stationery: { icon: BookOpen, hue: 265 },
};

/** A category's picture sign on its own quiet colour. */
export function CategoryIcon({ code, size = 44 }: { code: string; size?: number }) {
  const { icon: Icon, hue } = ICONS[code] ?? { icon: ShoppingBag, hue: 165 };
  return (
    <span
      aria-hidden
      style={{
        display: "grid",
        placeItems: "center",
        flex: "none",
        width: size,
        height: size,
        borderRadius: size * 0.32,
        background: `hsl(${hue} var(--md-avatar-s) var(--md-avatar-l))`,
        color: `hsl(${hue} 45% var(--md-avatar-ink-l))`,
      }}
    >
      <Icon size={size * 0.52} strokeWidth={1.8} />
    </span>
  );
}
