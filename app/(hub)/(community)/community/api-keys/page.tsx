import { ApiKeysPage } from "@/app/(hub)/_screens/api-keys/api-keys-page";
import { keyMaker } from "@/app/(hub)/_screens/api-keys/key-maker";
import { page } from "@/lib/web/page";

export const metadata = { title: "API keys" };

export default page("home.read", async ({ actor }) => ApiKeysPage({ actor: await keyMaker(actor) }));
