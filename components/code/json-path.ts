/** Writes the path of a value the way Parameters read it: `a.b[0]['c d']`. */
export function jsonPath(steps: (string | number)[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === "number") return `${path}[${step}]`;
    if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(step)) return `${path}['${step.replace(/[\\']/g, "\\$&")}']`;
    return path === "" ? step : `${path}.${step}`;
  }, "");
}
