-- Importing: people and accounts as an import compares and writes them.

-- name: import_person :one
-- what: What an import may change of one person.
-- param: workspace_id int, id int
-- row: id int, account_id int, owner_id int, email text, external_id text, first_name text, last_name text, title text, role text, phone text, mobile text, linkedin text, country text, region text, city text, zone text, zone_source text, language text, source text, fields text, email_bounced int, phone_wrong int, channels_shut int
SELECT id, account_id, owner_id, email, external_id, first_name, last_name, title, role, phone,
  mobile, linkedin, country, region, city, zone, zone_source, language, source, fields,
  email_bounced, phone_wrong, channels_shut
FROM prospects WHERE workspace_id = :workspace_id AND id = :id;

-- name: import_person_insert :load
-- what: A new person; or many. With all columns in the order of the table, SQLite does not copy them once more.
-- param: workspace_id int, account_id int, owner_id int, email text, email_key text, external_id text, first_name text, last_name text, name_key text, title text, role text, phone text, mobile text, linkedin text, country text, region text, city text, zone text, zone_source text, language text, source text, fields text, channels_shut int, created_us int, updated_us int
-- sqlite:
INSERT INTO prospects (id, workspace_id, account_id, owner_id, email, email_key, external_id,
  first_name, last_name, name_key, title, role, phone, mobile, linkedin, country, region, city,
  zone, zone_source, language, source, fields, email_bounced, phone_wrong, channels_shut,
  attempts, last_touch_us, enrollments, created_us, updated_us)
VALUES (NULL, :workspace_id, :account_id, :owner_id, :email, :email_key, :external_id,
  :first_name, :last_name, :name_key, :title, :role, :phone, :mobile, :linkedin, :country,
  :region, :city, :zone, :zone_source, :language, :source, :fields, 0, 0, :channels_shut, 0, NULL,
  0, :created_us, :updated_us);
-- postgresql:
INSERT INTO prospects (workspace_id, account_id, owner_id, email, email_key, external_id,
  first_name, last_name, name_key, title, role, phone, mobile, linkedin, country, region, city,
  zone, zone_source, language, source, fields, email_bounced, phone_wrong, channels_shut, attempts,
  created_us, updated_us)
VALUES (:workspace_id, :account_id, :owner_id, :email, :email_key, :external_id, :first_name,
  :last_name, :name_key, :title, :role, :phone, :mobile, :linkedin, :country, :region, :city,
  :zone, :zone_source, :language, :source, :fields, 0, 0, :channels_shut, 0, :created_us,
  :updated_us);

-- name: import_person_insert_id :one
-- what: A new person whose number is needed at once.
-- param: workspace_id int, account_id int, owner_id int, email text, email_key text, external_id text, first_name text, last_name text, name_key text, title text, role text, phone text, mobile text, linkedin text, country text, region text, city text, zone text, zone_source text, language text, source text, fields text, channels_shut int, created_us int, updated_us int
-- row: id int
INSERT INTO prospects (workspace_id, account_id, owner_id, email, email_key, external_id,
  first_name, last_name, name_key, title, role, phone, mobile, linkedin, country, region, city,
  zone, zone_source, language, source, fields, email_bounced, phone_wrong, channels_shut, attempts,
  created_us, updated_us)
VALUES (:workspace_id, :account_id, :owner_id, :email, :email_key, :external_id, :first_name,
  :last_name, :name_key, :title, :role, :phone, :mobile, :linkedin, :country, :region, :city,
  :zone, :zone_source, :language, :source, :fields, 0, 0, :channels_shut, 0, :created_us,
  :updated_us)
RETURNING id;

-- name: import_person_update :exec
-- what: Writes what an import changed of a person.
-- param: account_id int, owner_id int, email text, email_key text, external_id text, first_name text, last_name text, name_key text, title text, role text, phone text, mobile text, linkedin text, country text, region text, city text, zone text, zone_source text, language text, source text, fields text, email_bounced int, phone_wrong int, updated_us int, workspace_id int, id int
UPDATE prospects
SET account_id = :account_id, owner_id = :owner_id, email = :email, email_key = :email_key,
    external_id = :external_id, first_name = :first_name, last_name = :last_name,
    name_key = :name_key, title = :title, role = :role, phone = :phone, mobile = :mobile,
    linkedin = :linkedin, country = :country, region = :region, city = :city, zone = :zone,
    zone_source = :zone_source, language = :language, source = :source, fields = :fields,
    email_bounced = :email_bounced, phone_wrong = :phone_wrong, updated_us = :updated_us
WHERE workspace_id = :workspace_id AND id = :id;

-- name: account_by_name :one
-- what: A company by the key of its name.
-- param: workspace_id int, name_key text
-- row: id int, name text, domain text, external_id text
SELECT id, name, domain, external_id FROM accounts
WHERE workspace_id = :workspace_id AND name_key = :name_key;

-- name: account_by_domain :one
-- what: The oldest company with a mail domain.
-- param: workspace_id int, domain text
-- row: id int, name text, domain text, external_id text
SELECT id, name, domain, external_id FROM accounts
WHERE workspace_id = :workspace_id AND domain = :domain
ORDER BY id LIMIT 1;

-- name: account_by_external :one
-- what: A company by the id another system gave.
-- param: workspace_id int, external_id text
-- row: id int, name text, domain text, external_id text
SELECT id, name, domain, external_id FROM accounts
WHERE workspace_id = :workspace_id AND external_id = :external_id;

-- name: account_free_ids :many
-- what: The next numbers for companies: nobody else gets them while this transaction lasts.
-- param: n int
-- row: id int
-- sqlite:
WITH RECURSIVE free (id) AS (SELECT COALESCE(MAX(id), 0) + 1 FROM accounts
                             UNION ALL SELECT id + 1 FROM free LIMIT :n)
SELECT id FROM free;
-- postgresql:
SELECT nextval(pg_get_serial_sequence('accounts', 'id'))
FROM generate_series(1, CAST(:n AS INTEGER));

-- name: account_insert :exec
-- what: A new company, with a number of account_free_ids.
-- param: id int, workspace_id int, name text, name_key text, domain text, external_id text, created_us int
INSERT INTO accounts (id, workspace_id, name, name_key, domain, external_id, created_us)
VALUES (:id, :workspace_id, :name, :name_key, :domain, :external_id, :created_us);

-- name: account_update :exec
-- what: Writes what an import learnt of a company.
-- param: name text, name_key text, domain text, external_id text, workspace_id int, id int
UPDATE accounts SET name = :name, name_key = COALESCE(:name_key, name_key), domain = :domain, external_id = :external_id
WHERE workspace_id = :workspace_id AND id = :id;

-- name: import_anybody :one
-- what: Anybody at all, in any workspace.
-- row: id int
-- scan: reads the first row only
SELECT id FROM prospects LIMIT 1;

-- name: import_any_account :one
-- what: Any company at all, in any workspace.
-- row: id int
-- scan: reads the first row only
SELECT id FROM accounts LIMIT 1;

-- name: import_indexes :many
-- what: The indexes of people and how to build them, but for the one that follows their ids and the one of those touched; none where building them locks others out.
-- row: name text, body text
-- scan: the catalog of a few dozen entries
-- sqlite:
SELECT name, sql FROM sqlite_master
WHERE type = 'index' AND tbl_name = 'prospects' AND sql IS NOT NULL
  AND name NOT IN ('prospects_fresh', 'prospects_quiet') ORDER BY name;
-- postgresql:
SELECT CAST(NULL AS TEXT), CAST(NULL AS TEXT) WHERE FALSE;
