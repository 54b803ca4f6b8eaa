import { escapeLiteral } from "pg";
import { AppError } from "@/lib/errors/app-error";
import type { Sql } from "./sql";

/**
 * The statement with its values written into it, for COPY, the one statement of PostgreSQL's that takes no parameters. A value stands there
 * as a literal without a type, which PostgreSQL reads as it reads a parameter.
 * @throws AppError `invalid` for a value with the sign U+0000, at which the statement would end
 */
export function inlined({ strings, values }: Sql): string {
  return strings.reduce((text, piece, n) => text + literal(values[n - 1]) + piece);
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  const text = Array.isArray(value) ? `{${value.map(element).join(",")}}` : plain(value);
  if (text.includes("\0")) throw new AppError("invalid", "A value holds a sign that cannot be stored (U+0000).");
  return escapeLiteral(text);
}

function element(value: unknown): string {
  return value === null ? "NULL" : `"${plain(value).replace(/[\\"]/g, "\\$&")}"`;
}

function plain(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new TypeError(`A ${typeof value} cannot stand in a statement that is copied`);
}
