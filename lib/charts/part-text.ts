const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 1 });

/** A part of a whole, which is 1, as it is read: "12.3%". What is something is not written as nothing. */
export function partText(part: number): string {
  return part > 0 && part < 0.0005 ? "<0.1%" : percent.format(part);
}
