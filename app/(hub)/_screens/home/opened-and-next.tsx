import { may, type Actor } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { OpenedSection } from "./opened-section";
import { NextSection } from "./next-section";
import classes from "./home.module.css";

/** Side by side: what a person was at, and what happens without them. */
export function OpenedAndNext({ actor }: { actor: Actor }) {
  return (
    <div className={classes.pair}>
      <OpenedSection actor={also(actor, "home.read")} />
      {may(actor, "macros.read") && <NextSection actor={actor} />}
    </div>
  );
}
