import { useState } from 'react';

/** True while a draft is shown that was there when the form was opened; what is typed now is no draft of an earlier visit. */
export function useShownDraft(hasDraft: boolean): boolean {
  const [wasThere] = useState(hasDraft);
  return wasThere && hasDraft;
}
