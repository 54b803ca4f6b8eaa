import { ImportPage } from "@/app/(hub)/_screens/imports/import-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Import of users" };

export default page("members.write", ({ actor, param }) =>
  ImportPage({ actor, groupId: null, importId: param("import") }),
);
