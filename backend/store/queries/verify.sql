-- name: verify.files
SELECT raw_sha256 FROM message WHERE raw_sha256 <> '' UNION SELECT sha256 FROM attachment WHERE sha256 <> ''
UNION SELECT f.value ->> 'sha256' FROM draft d, json_each(d.files) f;
