import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { ask } from "@/lib/db/ask";
import { sql } from "@/lib/db/sql";
import { nobody } from "./visible";
import { whyNoVote } from "./votes";

export interface SimilarTicket {
  id: string;
  displayId: string;
  title: string;
  status: string;
  votes: number;
  /** This person's own. */
  mine: { votes: boolean; whyNoVote: string | null };
}

/** Comparing costs some twenty microseconds each. */
const looked = 500;

interface Row {
  id: string;
  display_id: string;
  title: string;
  submitter_id: string;
  status: string;
  votes: number;
  voted: boolean;
}

/**
 * The open tickets of a type that say about the same as `title`, of those this person may see: the five nearest by the trigrams of their
 * titles (pg_trgm), whether the words are many or few. Duplicates are left out, because their originals are there. Where titles are so
 * alike that thousands would do, the nearest of the first few hundred are good enough: somebody is typing.
 */
export async function listSimilarTickets(
  actor: Can<"feedback.submit">,
  { typeKey, title }: { typeKey: string; title: string },
): Promise<SimilarTicket[]> {
  const me = actor.personId ?? nobody;
  const asked = title.toLowerCase();
  const rows = await ask<Row>(sql`
    select f.id::text, f.display_id, f.title, f.submitter_id::text, s.name as status, f.vote_count as votes,
           exists (select from feedback_vote v where v.feedback_id = f.id and v.user_id = ${me}::uuid) as voted
      from (select f.* from feedback f join feedback_type t on t.id = f.type_id
             where t.project_id = ${projectIdOf(actor) ?? nobody}::uuid and t.key = ${typeKey} and f.duplicate_of_id is null
               and (lower(f.title) % ${asked}::text or ${asked}::text <% lower(f.title))
               and f.status_id in (select o.id from feedback_status o where o.type_id = t.id and not o.is_closed)
               and (${may(actor, "feedback.read")}::boolean or f.visibility = 'public' or f.submitter_id = ${me}::uuid)
             limit ${looked}::int) f
      join feedback_status s on s.id = f.status_id
     order by similarity(lower(f.title), ${asked}::text) + word_similarity(${asked}::text, lower(f.title)) desc, f.vote_count desc, f.id desc
     limit 5`);
  return rows.map(({ id, display_id: displayId, title: words, submitter_id: submitterId, status, votes, voted }) => ({
    id,
    displayId,
    title: words,
    status,
    votes,
    mine: {
      votes: voted,
      whyNoVote: whyNoVote({ displayId, submitterId, status: { isClosed: false }, duplicateOf: null }, me),
    },
  }));
}
