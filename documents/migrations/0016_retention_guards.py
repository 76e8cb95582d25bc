"""First terms for the types, and what the database keeps of holds, closed dossiers and destroyed papers."""

from django.db import migrations

#: Slips and invitations; the other types below a normative or leading paper keep longer (PERMANENT stays empty).
SLIPS = (
    "Giấy mời",
    "Giấy giới thiệu",
    "Giấy nghỉ phép",
    "Phiếu gửi",
    "Phiếu chuyển",
    "Phiếu báo",
    "Thư công",
    "Bản sao y",
    "Bản trích sao",
    "Bản sao lục",
)
OTHERS = (
    "Thông cáo",
    "Thông báo",
    "Phương án",
    "Biên bản",
    "Tờ trình",
    "Hợp đồng",
    "Công văn",
    "Công điện",
    "Bản ghi nhớ",
    "Bản thỏa thuận",
    "Giấy ủy quyền",
    "Công văn của Đảng",
)

FROZEN = (
    "type_id, number, suffix, symbol, printed, key, year, issuer_id, issuer_as_written, place, issued_on, "
    "subject, signer, signer_titles, recipients"
)


def row_of(name, fields):
    return ", ".join(f"{name}.{field}" for field in fields.split(", "))


FORWARD = """
CREATE FUNCTION documents_is_frozen(paper integer) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM documents_freeze WHERE document_id = paper AND lifted_at IS NULL)
        OR EXISTS (
            SELECT FROM documents_dossierline AS line
            JOIN documents_freeze AS hold ON hold.dossier_id = line.dossier_id AND hold.lifted_at IS NULL
            WHERE line.document_id = paper
        )
$$;

CREATE FUNCTION documents_frozen_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF documents_is_frozen(OLD.page_ptr_id) THEN
        RAISE EXCEPTION 'paper % is frozen', OLD.page_ptr_id USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_frozen_is_kept BEFORE DELETE ON documents_documentpage
    FOR EACH ROW EXECUTE FUNCTION documents_frozen_is_kept();
CREATE TRIGGER documents_frozen_says_the_same BEFORE UPDATE ON documents_documentpage
    FOR EACH ROW WHEN (ROW(NEW.FROZEN, NEW.text) IS DISTINCT FROM ROW(OLD.FROZEN, OLD.text))
    EXECUTE FUNCTION documents_frozen_is_kept();

-- Text goes by one road only: from a paper that stands on an approved list, for ever, and never from a frozen one.
CREATE FUNCTION documents_destroyed_as_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.disposed_on IS NOT NULL THEN
        RAISE EXCEPTION 'paper % is destroyed; that is not undone', OLD.page_ptr_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.text <> '' OR NEW.disposed_under = '' OR documents_is_frozen(OLD.page_ptr_id) OR NOT EXISTS (
        SELECT FROM documents_disposalline AS line
        JOIN documents_disposal AS list ON list.id = line.disposal_id
        WHERE line.document_id = OLD.page_ptr_id AND line.verdict = 'dispose' AND line.outcome = 'waiting'
          AND list.state = 'approved'
    ) THEN
        RAISE EXCEPTION 'paper % is on no approved list for disposal', OLD.page_ptr_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_destroyed_as_approved BEFORE UPDATE ON documents_documentpage
    FOR EACH ROW WHEN (
        (NEW.disposed_on, NEW.disposed_under) IS DISTINCT FROM (OLD.disposed_on, OLD.disposed_under)
        OR (OLD.disposed_on IS NOT NULL
            AND ROW(NEW.FROZEN, NEW.text) IS DISTINCT FROM ROW(OLD.FROZEN, OLD.text))
    ) EXECUTE FUNCTION documents_destroyed_as_approved();

CREATE FUNCTION documents_destroyed_has_no_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM documents_documentpage WHERE page_ptr_id = NEW.page_id AND disposed_on IS NOT NULL) THEN
        RAISE EXCEPTION 'paper % is destroyed: it gets no files', NEW.page_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_destroyed_has_no_files BEFORE INSERT ON documents_documentfile
    FOR EACH ROW EXECUTE FUNCTION documents_destroyed_has_no_files();

CREATE OR REPLACE FUNCTION documents_issued_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(NEW.FROZEN, NEW.issued_at) IS DISTINCT FROM ROW(OLD.FROZEN, OLD.issued_at)
       OR (NEW.text IS DISTINCT FROM OLD.text AND (OLD.disposed_on IS NOT NULL OR NEW.disposed_on IS NULL))
       OR (OLD.effective_on IS NOT NULL AND NEW.effective_on IS DISTINCT FROM OLD.effective_on)
       OR (OLD.expires_on IS NOT NULL AND NEW.expires_on IS DISTINCT FROM OLD.expires_on)
    THEN
        RAISE EXCEPTION 'paper % is issued: it is corrected, replaced or recalled, never changed', OLD.page_ptr_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION documents_issued_keeps_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.page_id, NEW.file_id) = (OLD.page_id, OLD.file_id) THEN
        RETURN NEW;
    END IF;
    IF documents_is_frozen(OLD.page_id) OR EXISTS (
        SELECT FROM documents_documentpage
        WHERE page_ptr_id = OLD.page_id AND issued_at IS NOT NULL AND disposed_on IS NULL
    ) THEN
        RAISE EXCEPTION 'paper % is issued or frozen: its files stay', OLD.page_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

-- A closed dossier stays as it was closed; from a frozen one nothing is taken.
CREATE FUNCTION documents_dossier_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held bigint;
BEGIN
    held := CASE WHEN TG_OP = 'INSERT' THEN NEW.dossier_id ELSE OLD.dossier_id END;
    IF EXISTS (SELECT FROM documents_dossier WHERE id = held AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'dossier % is closed', held USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP <> 'INSERT' AND EXISTS (
        SELECT FROM documents_freeze
        WHERE lifted_at IS NULL AND (dossier_id = held OR document_id = OLD.document_id)
    ) AND (TG_OP = 'DELETE'
           OR (NEW.dossier_id, NEW.document_id) IS DISTINCT FROM (OLD.dossier_id, OLD.document_id)) THEN
        RAISE EXCEPTION 'dossier % or its paper is frozen', held USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_dossier_is_kept BEFORE INSERT OR UPDATE OR DELETE ON documents_dossierline
    FOR EACH ROW EXECUTE FUNCTION documents_dossier_is_kept();

-- What was approved is what is carried out, and holds are lifted, never deleted.
CREATE FUNCTION documents_verdict_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND ROW(NEW.disposal_id, NEW.document_id, NEW.verdict, NEW.more_years, NEW.reason, NEW.term)
       IS NOT DISTINCT FROM ROW(OLD.disposal_id, OLD.document_id, OLD.verdict, OLD.more_years, OLD.reason, OLD.term)
    THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM documents_disposal
        WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.disposal_id ELSE OLD.disposal_id END AND state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'this list for disposal is no draft any more' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_verdict_is_kept BEFORE INSERT OR UPDATE OR DELETE ON documents_disposalline
    FOR EACH ROW EXECUTE FUNCTION documents_verdict_is_kept();

CREATE FUNCTION documents_hold_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.lifted_at IS NOT NULL
       OR ROW(NEW.document_id, NEW.dossier_id, NEW.reason, NEW.by_id, NEW.at)
          IS DISTINCT FROM ROW(OLD.document_id, OLD.dossier_id, OLD.reason, OLD.by_id, OLD.at)
    THEN
        RAISE EXCEPTION 'hold % is lifted, never changed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_hold_is_kept BEFORE UPDATE OR DELETE ON documents_freeze
    FOR EACH ROW EXECUTE FUNCTION documents_hold_is_kept();
""".replace("NEW.FROZEN", row_of("NEW", FROZEN)).replace("OLD.FROZEN", row_of("OLD", FROZEN))


def set_terms(apps, schema_editor):
    DocumentType = apps.get_model("documents", "DocumentType")
    DocumentType.objects.filter(name__in=OTHERS).update(retention=50)
    DocumentType.objects.filter(name__in=SLIPS).update(retention=10)


class Migration(migrations.Migration):
    dependencies = [("documents", "0015_dossiers_and_retention")]

    operations = [
        migrations.RunPython(set_terms, migrations.RunPython.noop, elidable=False),
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
    ]
