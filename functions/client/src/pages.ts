/** The elements of all pages, each page fetched when it is reached. */
export async function* pages<Page extends { next_cursor: string | null }, Element>(
  fetchPage: (cursor: { cursor?: string }) => Promise<Page>,
  elementsOf: (page: Page) => readonly Element[],
): AsyncGenerator<Element> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Page = await fetchPage(cursor === undefined ? {} : { cursor });
    yield* elementsOf(page);
    cursor = page.next_cursor;
  }
}
