import { reportPlace } from "@/app/(hub)/_screens/report/report-place";
import { Section } from "@/components/kit/section";
import { may, type Can } from "@/lib/auth/actor";
import { listPins } from "@/lib/reports/pins";
import { PinnedElement } from "./pinned-element";
import { widePins } from "./wide-pins";
import classes from "./home.module.css";

/** Elements of reports that were pinned here, each loading by itself. */
export async function PinnedSection({ actor }: { actor: Can<"reports.read"> }) {
  const pins = await listPins(actor);
  if (pins.length === 0) return null;
  const place = reportPlace(actor);
  const wide = widePins(pins.map(({ definition }) => definition.style));
  return (
    <Section title="Pinned">
      <ul className={classes.pins}>
        {pins.map((pin, index) => (
          <PinnedElement
            key={pin.id}
            pin={pin}
            place={place}
            isWide={wide[index] ?? false}
            at={{ index, last: pins.length - 1 }}
            mayChange={may(actor, "reports.write")}
          />
        ))}
      </ul>
    </Section>
  );
}
