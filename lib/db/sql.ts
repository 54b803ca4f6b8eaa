/** Composable parameterised SQL: the one place that says where the tag comes from. Values become parameters, never text. */
export { Sql, empty, join, raw, sqltag as sql } from "@prisma/client/runtime/client";
