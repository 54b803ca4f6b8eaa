import { keyMaker } from "@/app/(hub)/_screens/api-keys/key-maker";
import { NewApiKeyForm } from "@/app/(hub)/_screens/api-keys/new-api-key-form";
import { PageHeader } from "@/components/kit/page-header";
import { page } from "@/lib/web/page";

export const metadata = { title: "Create an API key" };

export default page("home.read", async ({ actor }) => {
  await keyMaker(actor);
  return (
    <>
      <PageHeader
        title="Create an API key"
        breadcrumbs={[
          { label: "Community tools" },
          { label: "API keys", href: "/community/api-keys" },
          { label: "Create an API key" },
        ]}
        description="Other systems prove with it who they are. It is shown once."
      />
      <NewApiKeyForm />
    </>
  );
});
