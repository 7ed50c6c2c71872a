-- Search by parts of words (P8.3). A trusted extension: the owner of the database may create it.
create extension if not exists pg_trgm with schema public;
