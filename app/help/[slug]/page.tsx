import type { Metadata } from "next";
import { PageHeader } from "@/components/kit/page-header";
import { findArticle, getArticle, listArticles, listRelated } from "@/lib/help/articles";
import { parentOf } from "@/lib/help/sections";
import { page } from "@/lib/web/page";
import { AnswerForm } from "./answer-form";
import { ArticleAside } from "./article-aside";
import { ArticleBody } from "./article-body";
import classes from "./article.module.css";
import { RelatedArticles } from "./related-articles";

export async function generateMetadata({ params }: { params: Promise<{ slug: string }> }): Promise<Metadata> {
  const { slug } = await params;
  return { title: findArticle(slug)?.title ?? "Help" };
}

export default page("help.read", async ({ param }) => {
  const article = getArticle(param("slug"));
  const parent = parentOf(article.section);
  const crumbs = [{ label: "Help", href: "/help" }, ...(parent ? [{ label: parent }] : []), { label: article.section }];
  return (
    <div className={classes.page}>
      <div className={classes.main}>
        <PageHeader title={article.title} breadcrumbs={crumbs} description={article.summary} />
        <article className={classes.article}>
          <ArticleBody blocks={article.blocks} />
        </article>
        <RelatedArticles articles={listRelated(article)} />
        <AnswerForm key={article.slug} slug={article.slug} />
      </div>
      <ArticleAside article={article} section={listArticles().filter(({ section }) => section === article.section)} />
    </div>
  );
});
