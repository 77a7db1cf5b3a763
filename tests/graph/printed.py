"""What a graph says of capabilities, asked in another way than the stream asks: what a card shows is held against it."""

PRINTED = """
UNWIND $ids AS id
MATCH (c:Capability {id: id})
OPTIONAL MATCH (i:Institution)-[:OFFERS]->(c)
OPTIONAL MATCH (s:Scope)-[:COVERS]->(c)
OPTIONAL MATCH (a:Accreditation)-[:HAS_SCOPE]->(s)
OPTIONAL MATCH (a)-[:GRANTED_BY]->(g:Authority)
OPTIONAL MATCH (source:Source {id: c.source})
RETURN c.id AS id,
       i {.id, .name_zh, .name_en, .kind} AS institution,
       c.name_zh AS name_zh, c.name_en AS name_en,
       c.activity AS activity, c.covers AS covers, c.item AS items, c.where AS where, c.performed_by AS performed_by,
       c.available_to AS available_to, c.field AS field, c.flexible AS flexible, c.cited AS cited,
       c.cited_title AS cited_title, c.note AS note,
       c.range_text AS range_text, c.uncertainty_text AS uncertainty_text,
       coalesce(c.valid_from, s.valid_from, a.valid_from) AS valid_from,
       coalesce(c.valid_to, s.valid_to, a.valid_to) AS valid_to,
       a.first_granted AS first_granted,
       [x IN [c.status, a.status,
              head(COLLECT { MATCH (a)-[:HAS_STATUS]->(p:StatusPeriod)
                             WHERE p.from_date <= $as_of AND (p.to_date IS NULL OR p.to_date >= $as_of)
                             RETURN p.status ORDER BY p.from_date DESC LIMIT 1 })]
        WHERE x IN ['suspended', 'withdrawn']][0] AS status,
       source.observed_on AS observed_on,
       COLLECT { MATCH (c)-[u:USES]->(m:TestMethod)
                 OPTIONAL MATCH (m)-[:DEFINED_BY]->(d:Standard|StandardEdition)
                 RETURN {id: m.id, use: u.use, verbatim: m.verbatim, clause: m.clause, in_house_code: m.in_house_code,
                         standard: d.id, designation: d.designation} ORDER BY m.id LIMIT 100 } AS methods,
       COLLECT { MATCH (c)-[:MEASURES]->(p:Parameter)
                 RETURN p {.id, .name_zh, .name_en} ORDER BY p.id LIMIT 20 } AS parameters,
       COLLECT { MATCH (c)-[:APPLIES_TO]->(p:Product)
                 RETURN p {.id, .name_zh, .name_en} ORDER BY p.id LIMIT 20 } AS products,
       COLLECT { MATCH (c)-[:RESTRICTED_BY]->(r:Restriction) WHERE r.ended_run IS NULL
                 RETURN r {kind: r.kind_of_limit, .read, .verbatim, .terms, .applies_to, .denies, .open, .within}
                 ORDER BY r.id LIMIT 200 } AS restrictions,
       COLLECT { MATCH (i)-[:HAS_SITE]->(site:Site)
                 WHERE site.ended_run IS NULL
                   AND (EXISTS { (c)-[:AT]->(site) }
                        OR (NOT EXISTS { (c)-[:AT]->(:Site) }
                            AND COUNT { (i)-[:HAS_SITE]->(other:Site) WHERE other.ended_run IS NULL } = 1))
                 MATCH (site)-[:LOCATED_IN]->(:Region)-[:PART_OF*0..4]->(region:Region)
                 RETURN DISTINCT region {.id, .name_zh, .name_en, .level} ORDER BY region.id LIMIT 10
               } AS regions,
       {source: source.id, title_zh: source.name_zh, title_en: source.name_en, completeness: source.completeness,
        observed_on: source.observed_on, records: c.record, accreditation: a.number, scheme: a.scheme,
        accreditation_id: a.id, scope_id: s.id, legal_kind: a.legal_kind,
        undated_rule: g.undated_rule, edition_change_rule: g.edition_change_rule} AS evidence
ORDER BY id LIMIT $most
"""
