/** "1 row", "1,200 rows". */
export function rowsWord(rows: number): string {
  return rows === 1 ? "1 row" : `${rows.toLocaleString("en")} rows`;
}
