-- Words that only older versions of a listing had, such as the town of a site that was hidden since.
-- From now on the indexer forgets them in the transaction that changes the listing.
delete from search_words known
where not exists (select from search_documents where words @@ quote_literal(known.word)::tsquery)
  and not exists (select from search_documents where name_words @@ quote_literal(known.word)::tsquery)
  and not exists (select from search_documents where site_words @@ quote_literal(known.word)::tsquery);
