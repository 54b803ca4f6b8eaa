import type { Tx } from "@/lib/db/client";
import { distributionLimits, type IssueRequest } from "./schema";

interface IssueToAddress {
  id: string;
  reportId: string;
  distributionId: string | null;
  cause: "schedule" | "once" | "test";
}

/**
 * Writes down who gets an issue, at this moment: the active members of its teams and its addresses, each once. Who turned e-mails off, or
 * wants no more of these, is left out with the reason, and so is who comes after the thousandth. How many get it.
 */
export async function addressIn(
  tx: Tx,
  { id, reportId, distributionId, cause }: IssueToAddress,
  { teamIds, addresses }: Pick<IssueRequest, "teamIds" | "addresses">,
): Promise<number> {
  await tx.$executeRaw`
    with named as (
      select lower(u.email) as address, true as by_team
        from team_membership m join app_user u on u.id = m.user_id and u.state = 'active'
       where m.team_id = any(${teamIds}::uuid[])
      union all
      select address, false from unnest(${addresses}::text[]) as typed(address)),
    judged as (
      select n.address, u.id as user_id,
             case when u.email_opt_out then 'Has turned off e-mails.'
                  when exists (select from distribution_opt_out o
                                where o.report_id = ${reportId}::uuid and o.address = n.address
                                  and o.distribution_id is not distinct from ${distributionId}::uuid)
                       and ${cause}::text <> 'test' then 'Wants no more of these e-mails.' end as reason
        from (select address from named group by address) n left join app_user u on u.email = n.address),
    counted as (
      select *, row_number() over (partition by reason is null order by address) as place from judged)
    insert into distribution_recipient (issue_id, address, user_id, state, reason)
    select ${id}::uuid, address, user_id,
           (case when reason is null and place <= ${distributionLimits.recipients} then 'waiting' else 'left_out' end)::distribution_recipient_state,
           coalesce(reason, case when place > ${distributionLimits.recipients} then ${tooMany} end)
      from counted on conflict do nothing`;
  return tx.distributionRecipient.count({ where: { issueId: id, state: "waiting" } });
}

const tooMany = `One sending goes to ${distributionLimits.recipients.toLocaleString("en")} recipients at most.`;
