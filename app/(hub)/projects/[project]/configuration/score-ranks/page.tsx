import { RanksPage } from "@/app/(hub)/_screens/ranks/ranks-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Score ranks" };

export default page("ranks.write", async ({ actor }) => RanksPage({ actor }));
