import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onRulesChange, readRules } from '@/lib/cache/policy-cache';
import { NO_RULES, type PolicyRules } from '@/lib/domain/policy-rules';

/** What the managed policy asks of every context; follows it. The background holds to it whatever a page shows. */
export function usePolicyRules(): PolicyRules {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['policyRules'], queryFn: readRules });
  useEffect(() => {
    const stop = new AbortController();
    onRulesChange(() => void client.invalidateQueries({ queryKey: ['policyRules'] }), stop.signal);
    return () => stop.abort();
  }, [client]);
  return data ?? NO_RULES;
}
