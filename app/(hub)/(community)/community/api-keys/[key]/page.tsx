import { ApiKeyPage } from "@/app/(hub)/_screens/api-keys/api-key-page";
import { keyMaker } from "@/app/(hub)/_screens/api-keys/key-maker";
import { page } from "@/lib/web/page";

export const metadata = { title: "API key" };

export default page("home.read", async ({ actor, param }) =>
  ApiKeyPage({ actor: await keyMaker(actor), keyId: param("key") }),
);
