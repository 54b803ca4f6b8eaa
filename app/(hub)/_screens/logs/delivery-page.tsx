import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHeader } from "@/components/kit/page-header";
import { TextLink } from "@/components/kit/text-link";
import { may, type Can } from "@/lib/auth/actor";
import { getCommunity } from "@/lib/community/settings";
import { readDelivery } from "@/lib/macros/webhook-log";
import { DeliveryScreen } from "./delivery-screen";
import { logPlaceOf, macroHref, recordHref } from "./log-place";

/** One delivery: what was sent, what came back, why, and what to do. */
export async function DeliveryPage({ actor, deliveryId }: { actor: Can<"logs.read">; deliveryId: string }) {
  if (!z.uuid().safeParse(deliveryId).success) notFound();
  const [first, { bodyDays, failedBodyDays }] = await Promise.all([readDelivery(actor, deliveryId), getCommunity()]);
  const { delivery } = first;
  const place = logPlaceOf(actor.scope.kind === "project" ? actor.scope.key : null);
  const macro = delivery.macro?.name ?? "Deleted macro";
  const editor = delivery.macro && macroHref(place, delivery);
  const record = recordHref(place, delivery);
  return (
    <>
      <PageHeader
        title={`${macro} → ${delivery.subjectLabel || delivery.subjectId}`}
        breadcrumbs={[
          actor.scope.kind === "project" ? { label: actor.scope.name, href: place.root } : { label: "Community tools" },
          { label: "Logs", href: `${place.root}/logs` },
          { label: "Delivery" },
        ]}
        description={
          <>
            {editor ? (
              <TextLink href={`${editor}/log`} underline="always">
                Log of this macro
              </TextLink>
            ) : (
              "The macro was deleted"
            )}
            {" · "}
            {editor && (
              <>
                <TextLink href={`${editor}/log?record=${delivery.subjectId}`} underline="always">
                  Log of this record
                </TextLink>
                {" · "}
                <TextLink href={editor} underline="always">
                  Macro
                </TextLink>
                {" · "}
              </>
            )}
            {record && (
              <TextLink href={record} underline="always">
                {delivery.target === "user" ? "User" : "Ticket"}
              </TextLink>
            )}
          </>
        }
      />
      <DeliveryScreen
        place={place}
        first={first}
        keptDays={{ delivered: bodyDays, failed: failedBodyDays }}
        mayResend={may(actor, "deliveries.resend")}
      />
    </>
  );
}
