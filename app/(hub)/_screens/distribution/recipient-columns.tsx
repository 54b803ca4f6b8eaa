import { Address } from "@/components/kit/address";
import { ExactTime, RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { IssueRow } from "@/lib/distributions/issues";
import type { DistributionRow } from "@/lib/distributions/queries";
import type { RecipientRow } from "@/lib/distributions/recipient-log";
import classes from "./distribution.module.css";
import { RemoveAddressButton } from "./recipient-tools";
import { recipientWords } from "./words";

/** Of the people who got a sending. */
export function recipientColumns(
  scope: ScopeRef,
  distribution: DistributionRow | null,
  issue: Pick<IssueRow, "state" | "linksFiles">,
) {
  const removable = distribution?.mayChange ? distribution : null;
  return [
    {
      id: "address",
      header: "Address",
      cell: ({ address, name }: RecipientRow) => <Address of={name ? `${name}, ${address}` : address} />,
    },
    {
      id: "state",
      header: "State",
      cell: ({ state }: RecipientRow) => {
        const { tone, word } = issue.state === "failed" && state === "waiting" ? notWritten : recipientWords[state];
        return (
          <StatusBadge tone={tone} variant="plain">
            {word}
          </StatusBadge>
        );
      },
    },
    { id: "answer", header: "Answer", cell: (row: RecipientRow) => <Answer {...row} /> },
    { id: "at", header: "Sent", cell: ({ sentAt }: RecipientRow) => <RelativeTime at={sentAt} empty="–" /> },
    ...(issue.linksFiles ? [downloadsColumn] : []),
    ...(removable ? [removeColumn(scope, removable)] : []),
  ];
}

function Answer({ answer, nextTryAt }: RecipientRow) {
  if (nextTryAt === null) return answer ?? "–";
  return (
    <span className={classes.stack}>
      {answer}
      <small>
        Next try <ExactTime at={nextTryAt} />
      </small>
    </span>
  );
}

const notWritten = { tone: "skipped", word: "Not written" } as const;

/** Of a sending whose files were too large to travel with its mails. */
const downloadsColumn = {
  id: "downloads",
  header: "Downloaded",
  cell: ({ downloads }: RecipientRow) =>
    downloads.length === 0 ? (
      "–"
    ) : (
      <span className={classes.stack}>
        {downloads.map(({ file, times, lastAt }) => (
          <span key={file}>
            {file}, <small>{times > 1 && `${times} times, the last `}</small>
            <RelativeTime at={lastAt} />
          </span>
        ))}
      </span>
    ),
};

/** Of a distribution that the reader may change; who is in it by a team is taken out of the team. */
function removeColumn(scope: ScopeRef, { id, addresses }: DistributionRow) {
  return {
    id: "remove",
    header: "Actions",
    align: "end" as const,
    cell: ({ address }: RecipientRow) =>
      addresses.includes(address) ? <RemoveAddressButton scope={scope} distributionId={id} address={address} /> : null,
  };
}
