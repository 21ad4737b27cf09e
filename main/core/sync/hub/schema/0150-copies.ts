/**
 * How many values a first copy has, so that a desk can say how far it has come. Counted when a copy begins and not with
 * each page: values that are added meanwhile come with the log.
 */
export const copies = `
CREATE FUNCTION reseller_hub.count_values(p_epoch text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
BEGIN
  IF (SELECT epoch FROM workspace WHERE workspace_id = v_me.workspace_id) IS DISTINCT FROM p_epoch THEN
    PERFORM fail('RH001', 'epoch');
  END IF;
  RETURN (SELECT count(*) FROM register WHERE workspace_id = v_me.workspace_id);
END
$$;
`;
