import { PageHeader } from "@/components/kit/page-header";
import { listArticles } from "@/lib/help/articles";
import { searchArticles } from "@/lib/help/search";
import { page } from "@/lib/web/page";
import { HelpContents } from "./help-contents";
import { HelpResults } from "./help-results";
import { HelpSearch } from "./help-search";

export const metadata = { title: "Help" };

export default page("help.read", async ({ search }) => {
  const question = typeof search.q === "string" ? search.q.slice(0, 200).trim() : "";
  const articles = listArticles();
  return (
    <>
      <PageHeader title="Help" description="Guides for every step, and what to do when something does not work." />
      <HelpSearch question={question} />
      {question ? (
        <HelpResults question={question} results={searchArticles(articles, question)} />
      ) : (
        <HelpContents articles={articles} />
      )}
    </>
  );
});
