import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link } from "wouter";
import styles from "./ui.module.css";

type Look = "primary" | "quiet" | "plain";

const look = (variant: Look, small: boolean) =>
  [styles["button"], styles[variant], small ? styles["small"] : ""].filter(Boolean).join(" ");

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: Look;
  small?: boolean;
}

export function Button({ variant = "quiet", small = false, type = "button", ...rest }: Props) {
  return <button {...rest} type={type} className={look(variant, small)} />;
}

export function LinkButton(props: { href: string; children: ReactNode; variant?: Look; small?: boolean }) {
  const { variant = "quiet", small = false } = props;
  return (
    <Link href={props.href} className={look(variant, small)}>
      {props.children}
    </Link>
  );
}

/** A button of one picture; its name is for those who do not see it and for the tooltip. */
export function IconButton({ label, ...rest }: { label: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button {...rest} type="button" aria-label={label} title={label} className={styles["icon"]} />;
}
