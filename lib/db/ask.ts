import "server-only";
import { DatabaseError, type QueryResultRow } from "pg";
import { AppError } from "@/lib/errors/app-error";
import { longestQuestion, questionPool } from "./pool";
import type { Sql } from "./sql";

/**
 * The rows of a question that a person made up: a list, a count. Only reads.
 * @throws AppError `unavailable` when it takes longer than `longestQuestion`
 */
export async function ask<Row extends QueryResultRow>({ text, values }: Sql): Promise<Row[]> {
  return inTime(longestQuestion, async () => {
    const { rows } = await questionPool().query<Row>(text, values);
    return rows;
  });
}

/** @throws AppError `unavailable` when PostgreSQL ended the question because it took `longest` milliseconds, or no connection was free */
export async function inTime<T>(longest: number, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof DatabaseError && error.code === queryCanceled) throw tooSlow(longest);
    // The pool has no class for it.
    if (error instanceof Error && error.message === "timeout exceeded when trying to connect")
      throw new AppError("unavailable", "Many lists are being read at once. Try again in a moment.");
    throw error;
  }
}

/** @param longest milliseconds */
export function tooSlow(longest: number): AppError {
  return new AppError(
    "unavailable",
    `This took longer than ${longest / 1000} seconds and was stopped, so that others can work. Narrow the filter, or sort by something else.`,
  );
}

/** A value in the question that its type cannot be: SQLSTATE class 22. */
export function isDataException(error: unknown): boolean {
  return error instanceof DatabaseError && error.code?.startsWith("22") === true;
}

const queryCanceled = "57014";
