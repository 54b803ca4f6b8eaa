import classes from "./element.module.css";

/** Above what is shown while something newer is on the way. Its box is positioned. */
export function RefetchStrip({ isShown }: { isShown: boolean }) {
  return isShown ? <div className={classes.refetching} aria-hidden /> : null;
}
