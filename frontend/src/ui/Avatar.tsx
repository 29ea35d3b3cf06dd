import classes from "./ui.module.css";

interface AvatarProps {
  name: string;
  /** 0-359: the person's colour, the same everywhere. */
  hue: number;
  size?: number;
}

/** A person's first sign on their colour. The name itself stands beside it, so screen readers skip this. */
export function Avatar({ name, hue, size = 36 }: AvatarProps) {
  const sign = Array.from(name.trim())[0]?.toUpperCase() ?? "?";
  return (
    <span
      aria-hidden="true"
      className={classes["avatar"]}
      style={{
        width: size,
        height: size,
        fontSize: size * 0.42,
        background: `hsl(${hue} var(--md-avatar-s) var(--md-avatar-l))`,
        color: `hsl(${hue} 45% var(--md-avatar-ink-l))`,
      }}
    >
      {sign}
    </span>
  );
}
