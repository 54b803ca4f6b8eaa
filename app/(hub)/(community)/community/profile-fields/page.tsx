import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { ProfileFieldsForm } from "@/app/(hub)/_screens/profile/profile-fields-form";
import { PageHeader } from "@/components/kit/page-header";
import { listProfileFields } from "@/lib/users/profile";
import { page } from "@/lib/web/page";

export const metadata = { title: "Profile fields" };

export default page("settings.write", async () => (
  <>
    <PageHeader
      title="Profile fields"
      description="What every account holds besides name and e-mail. Filters, views and tags use them: ((user.profile.city))."
      breadcrumbs={[
        { label: "Community tools" },
        { label: "Users", href: "/community/users" },
        { label: "Profile fields" },
      ]}
      actions={<HistoryLink scope="community" kind="profile fields" id="profile" />}
    />
    <ProfileFieldsForm fields={await listProfileFields()} />
  </>
));
