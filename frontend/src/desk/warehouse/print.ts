/** Where the browser remembers which paper is in the printer. */
export const PAPER = "malldrill.warehouse.paper";

/** Gives a file to the browser, which keeps or prints it. */
export function fetchFile(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
