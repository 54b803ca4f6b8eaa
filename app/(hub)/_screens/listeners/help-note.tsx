import { HelpLink } from "@/components/kit/help-link";
import { helpLinks } from "@/lib/help/links";
import classes from "./listeners.module.css";

export function HelpNote() {
  return (
    <aside className={classes.note} aria-label="Technical help">
      <p>At this point, you may need technical help: please work with a developer.</p>
      <p className={classes.links}>
        <HelpLink to={helpLinks.externalListeners}>Guide to external listeners</HelpLink>
        <HelpLink to={helpLinks.vocabulary}>Vocabulary</HelpLink>
        <HelpLink to={helpLinks.listenerAnswers}>Troubleshooting</HelpLink>
      </p>
    </aside>
  );
}
