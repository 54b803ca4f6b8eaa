import { CopyField } from "@/components/kit/copy-field";
import { HelpLink } from "@/components/kit/help-link";
import { helpLinks } from "@/lib/help/links";
import classes from "./listeners.module.css";

/** Said once, after a listener was made. */
export function CreatedNotice({ url }: { url: string }) {
  return (
    <section className={classes.created} aria-labelledby="created">
      <h2 id="created">You&apos;ve created your external listener.</h2>
      <CopyField label="API endpoint URL" value={url} />
      <p>
        Next: give this URL to the other system, and have it send JSON there. Each call appears below within seconds.
        You can also send a test from here first.
      </p>
      <p className={classes.links}>
        <HelpLink to={helpLinks.storeData}>How to store data from other systems</HelpLink>
        <HelpLink to={helpLinks.customEndpoints}>How to send data to a listener</HelpLink>
      </p>
    </section>
  );
}
