import { sql } from "@/lib/db/sql";
import { fieldCatalog } from "@/lib/fields/catalog";
import { feedbackActivity } from "@/lib/sources/activity-fields";
import type { DataSource } from "./data-source";
import { externalOf, fieldMaker, inScope, kinds, ofPlace, optionsOf, personFields, type Place } from "./place";
import { dataSourceLabels } from "./schema";

/** The tickets of all types, of a project or of every project: what they have in common. */
export function allFeedbackSource(place: Place): DataSource {
  const field = fieldMaker({ key: "feedback", label: "Feedback" }, "feedback");
  return {
    key: "feedback",
    name: dataSourceLabels.feedback,
    noun: { one: "ticket", many: "tickets" },
    list: null,
    scope: place.scope,
    zone: place.scope.timeZone,
    catalog: fieldCatalog([
      field("display_id", "ID", kinds.text, sql`f.display_id`, { required: true }),
      field("title", "Title", kinds.text, sql`f.title`, { required: true }),
      field("type", "Feedback type", kinds.text, sql`t.name`, { required: true }),
      field("status", "Status", kinds.text, sql`s.name`, { required: true, colors: place.statusColors }),
      field("resolution", "Resolution", kinds.text, sql`r.name`),
      field("closed", "Closed", kinds.boolean, sql`s.is_closed`, { required: true }),
      field("created_at", "Submitted", kinds.instant, sql`f.created_at`, { required: true }),
      field("modified_at", "Modified", kinds.instant, sql`f.modified_at`, { required: true }),
      field("popularity", "Popularity", kinds.number, sql`f.popularity`, { required: true }),
      field("comments", "Comments", kinds.number, sql`f.comment_count`, { required: true }),
      field("votes", "Votes", kinds.number, sql`f.vote_count`, { required: true }),
      field("duplicates", "Duplicates", kinds.number, sql`f.duplicate_count`, { required: true }),
      field("attachments", "Attachments", kinds.number, sql`f.attachment_count`, { required: true }),
      field("weight", "Weight", kinds.number, sql`f.weight`, { required: true }),
      field("impact", "Impact", kinds.number, sql`f.impact`, { required: true }),
      field("visibility", "Visibility", kinds.choice, sql`f.visibility::text`, {
        options: optionsOf({ private: "Private", public: "Public" }),
        required: true,
      }),
      field("blocked", "Blocked", kinds.boolean, sql`f.blocked`, { required: true }),
      field("id", "Ticket id", kinds.text, sql`f.id::text`),
      field("project", "Project of the ticket", kinds.text, sql`pr.name`, { required: true }),
      ...feedbackActivity({
        prefix: "feedback",
        label: "Feedback activity",
        projectId: place.projectId,
        record: sql`f.id`,
      }),
      ...externalOf(place, "feedback", sql`f.id`),
      ...externalOf(place, "user", sql`u.id`),
      ...externalOf(place, "project", sql`f.project_id`),
      ...personFields(place, "submitter", "Submitter"),
      ...ofPlace(place),
    ]),
    from: sql`from feedback f
      left join feedback_type t on t.id = f.type_id
      left join feedback_status s on s.id = f.status_id
      left join feedback_resolution r on r.id = f.resolution_id
      left join project pr on pr.id = f.project_id
      left join app_user u on u.id = f.submitter_id
      left join participation p on p.project_id = f.project_id and p.user_id = f.submitter_id`,
    where: inScope(place, sql`f.project_id`),
    id: sql`f.id`,
    label: sql`f.display_id`,
    searched: ["feedback.display_id", "feedback.title"],
  };
}
