-- How to reach a filer is sealed by the vault (field sensing.filing.contact): name, phone and e-mail, a line each.
alter table sensing.filing
  add column contact bytea,
  drop column contact_name,
  drop column contact_phone,
  drop column contact_email;
create index filing_with_contact on sensing.filing (observation) where contact is not null;
