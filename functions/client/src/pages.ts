/** All pages, each fetched when it is reached. */
export async function* pages<Page extends { next_cursor: string | null }>(
  fetchPage: (cursor: { cursor?: string }) => Promise<Page>,
): AsyncGenerator<Page, void> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Page = await fetchPage(cursor === undefined ? {} : { cursor });
    yield page;
    cursor = page.next_cursor;
  }
}

/** The elements of all pages. */
export async function* elements<Page, Element>(
  pages: AsyncIterable<Page>,
  elementsOf: (page: Page) => readonly Element[],
): AsyncGenerator<Element, void> {
  for await (const page of pages) yield* elementsOf(page);
}
