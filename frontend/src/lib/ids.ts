/** A fresh random id of 128 bits. Works on plain http, where crypto.randomUUID does not exist. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
