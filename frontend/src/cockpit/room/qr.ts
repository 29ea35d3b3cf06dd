/** A drawing of fixed size made to fit any: without a view box it would be cut off instead of shrunk. */
export function scalable(svg: string): string {
  const opening = /^\s*<svg[^>]*>/.exec(svg)?.[0];
  if (!opening || /viewBox=/i.test(opening)) return svg;
  const width = /\bwidth="([\d.]+)"/.exec(opening)?.[1];
  const height = /\bheight="([\d.]+)"/.exec(opening)?.[1];
  if (!width || !height) return svg;
  return svg.replace("<svg", `<svg viewBox="0 0 ${width} ${height}"`);
}
