import { AppError } from "@/lib/errors/app-error";
import type { Mapping } from "./schema";
import { recordTarget, targetsOf, type Shape } from "./targets";

/** Refuses a mapping that names what is not there, or says too little to begin. @throws AppError `invalid` on `columns.n` or `columns` */
export function checkMapping(shape: Shape, { columns }: Mapping, width: number): void {
  const known = new Set(targetsOf(shape).map(({ id }) => id));
  const gone = columns.findIndex((target) => target !== null && !known.has(target));
  if (gone !== -1) throw wrong(`columns.${gone}`, "This target is gone. Choose another.");
  if (columns.length !== width) throw wrong("columns", "The file has other columns. Open the import again.");
  const has = (target: string) => columns.includes(target);
  if (shape.kind === "users" && !has("email") && !has("username"))
    throw wrong("columns.0", "Choose the column that says who a row is about: E-mail or Username.");
  if (shape.kind === "values" && !has(recordTarget))
    throw wrong("columns.0", "Choose the column that says which record a row is about.");
  if (shape.kind === "values" && !columns.some((target) => target !== null && target !== recordTarget))
    throw wrong("columns.0", "Choose at least one column whose values are to be stored.");
}

function wrong(field: string, message: string): AppError {
  return new AppError("invalid", message, { [field]: message });
}
