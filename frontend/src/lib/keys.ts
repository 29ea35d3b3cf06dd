/** A key combination by physical key, so that input methods and layouts do not matter: "Alt+KeyO", "Ctrl+KeyK". */
export function comboOf(event: KeyboardEvent | React.KeyboardEvent): string {
  const names: string[] = [];
  if (event.ctrlKey || event.metaKey) names.push("Ctrl");
  if (event.altKey) names.push("Alt");
  if (event.shiftKey) names.push("Shift");
  names.push(event.code);
  return names.join("+");
}

/** How a combination is printed: "Alt+KeyO" → ["Alt", "O"]. */
export function comboCaps(combo: string): string[] {
  const caps: Record<string, string> = {
    Enter: "↵",
    Slash: "/",
    Period: ".",
    Comma: ",",
    ArrowUp: "↑",
    ArrowDown: "↓",
    Space: "␣",
    Escape: "Esc",
  };
  return combo.split("+").map((name) => caps[name] ?? name.replace(/^Key|^Digit/, ""));
}

/** True while an input method is still composing: Enter then belongs to it. */
export function isComposing(event: React.KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}

/** True when the keyboard event would type into something. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (!target) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
