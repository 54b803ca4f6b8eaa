import classes from "./illustration.module.css";

export type IllustrationName = "signal" | "list" | "search" | "lock" | "broken" | "done";

/** Small line drawings of our own, in the colours of the theme. */
export function Illustration({ name }: { name: IllustrationName }) {
  return (
    <svg viewBox="0 0 160 96" width="160" height="96" aria-hidden className={classes.root}>
      <path className={classes.ground} d="M16 84h128" />
      {drawings[name]}
    </svg>
  );
}

const post = (
  <>
    <path className={classes.line} d="M80 84V44M70 84h20" />
    <circle className={classes.fill} cx="80" cy="38" r="6" />
  </>
);

const drawings = {
  signal: (
    <>
      {post}
      <path className={classes.line} d="M66 52a20 20 0 0 1 0-28M94 52a20 20 0 0 0 0-28" />
      <path className={classes.soft} d="M55 63a36 36 0 0 1 0-50M105 63a36 36 0 0 0 0-50" />
      <rect className={classes.card} x="14" y="30" width="26" height="18" rx="3" />
      <path className={classes.soft} d="M20 36h14M20 42h9" />
      <rect className={classes.card} x="120" y="30" width="26" height="18" rx="3" />
      <path className={classes.soft} d="M126 36h14M126 42h9" />
    </>
  ),
  list: (
    <>
      <rect className={classes.card} x="38" y="14" width="84" height="62" rx="5" />
      <path className={classes.soft} d="M38 30h84M38 45h84M38 60h84" />
      <rect className={classes.fill} x="46" y="19" width="22" height="5" rx="2.5" />
      <path className={classes.line} d="M46 37.500h34M46 52.500h24M46 67.500h30" />
      <circle className={classes.accentRing} cx="109" cy="37.500" r="3" />
      <circle className={classes.accentRing} cx="109" cy="52.500" r="3" />
    </>
  ),
  search: (
    <>
      <rect className={classes.card} x="32" y="16" width="76" height="60" rx="5" />
      <path className={classes.soft} d="M42 30h40M42 42h30M42 54h36" />
      <circle className={classes.lens} cx="98" cy="50" r="17" />
      <path className={classes.thick} d="M111 63l13 13" />
      <path className={classes.line} d="M91 50h14" />
    </>
  ),
  lock: (
    <>
      <rect className={classes.card} x="56" y="42" width="48" height="40" rx="6" />
      <path className={classes.line} d="M66 42V31a14 14 0 0 1 28 0v11" />
      <circle className={classes.fill} cx="80" cy="59" r="5" />
      <path className={classes.line} d="M80 62v9" />
    </>
  ),
  broken: (
    <>
      {post}
      <path className={classes.line} d="M66 52a20 20 0 0 1-3-22M94 52a20 20 0 0 0 3-22" strokeDasharray="3 6" />
      <path className={classes.warn} d="M108 18l16 16M124 18l-16 16" />
      <path className={classes.soft} d="M36 26h18M32 36h16M38 46h12" />
    </>
  ),
  done: (
    <>
      <circle className={classes.card} cx="80" cy="46" r="30" />
      <path className={classes.thick} d="M66 47l10 10 19-21" />
      <path className={classes.soft} d="M34 30v10M29 35h10M124 54v10M119 59h10" />
    </>
  ),
} as const;
