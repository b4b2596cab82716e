/** A number of any size in three digits: `0.0213`, `-1.4e-6`. */
export function figureText(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size < 1e-3 || size >= 1e4 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
  return text.replace('-', '−').replace('e-', 'e−').replace('e+', 'e');
}
