const decimal = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,6}))?$/;

/** A whole number within ±(2⁵³−1), judged by its text, so that nothing is rounded first: `42`, `1.0`, `1e3`, `" 007"`. */
export function parseInteger(text: string): { ok: true; value: number } | { ok: false; problem: string } {
  const [, sign, whole = "", fraction = "", exponent = "0"] = decimal.exec(text.trim()) ?? [];
  if (sign === undefined) return { ok: false, problem: "is not an Integer" };
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return { ok: true, value: 0 };
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  if (power < 0) return { ok: false, problem: "has a fraction; an Integer takes whole numbers" };
  if (significant.length + power > 16) return outOfRange;
  const value = Number(significant + "0".repeat(power)) * (sign === "-" ? -1 : 1);
  return Number.isSafeInteger(value) ? { ok: true, value } : outOfRange;
}

const outOfRange = { ok: false, problem: "is out of range; an Integer goes to ±9007199254740991" } as const;
