/** Null for nothing, NaN for what is no number: "abc", "1e309". Commas between thousands are passed over. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace(/,(?=\d{3}(\D|$))/g, "");
  if (plain === "") return null;
  const number = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(number) ? number : NaN;
}
