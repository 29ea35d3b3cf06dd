import type { ShopperRef } from "../types";
import styles from "./layout.module.css";

/** A shopper's first letter on a colour of their own. Decoration: the name stands beside it or in the link's label. */
export function Avatar({ shopper, size = 34 }: { shopper: ShopperRef; size?: number }) {
  const hue = shopper.hue;
  return (
    <span
      aria-hidden
      className={styles["avatar"]}
      style={{
        width: size,
        height: size,
        fontSize: size * 0.44,
        background: `hsl(${hue} var(--md-avatar-s) var(--md-avatar-l))`,
        color: `hsl(${hue} 45% var(--md-avatar-ink-l))`,
      }}
    >
      {[...(shopper.nick || shopper.name)][0]?.toUpperCase()}
    </span>
  );
}
