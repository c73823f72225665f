{{/*
Affinity by the value placement. All pods have the same terms, and the scheduler weighs both the new pod's terms and those of
the pods that it meets: two pods attract each other if the weights of the terms that they match add up to more than 0.
So 0 and 1 attract each other (50 + 50), and any other pod repels all (50 - 100, -100 - 100), in whatever order they come.
What is required, same-node and cross-node, is required of pods of the same placement only: while a release goes over from one to
the other, the pods of the old one neither draw the new ones nor keep them away.
*/}}
{{- define "podwire.affinity" -}}
{{- $release := include "podwire.selector" (list . "pod") -}}
{{- if eq .Values.placement "default" }}
podAffinity:
  preferredDuringSchedulingIgnoredDuringExecution:
    - weight: 50
      podAffinityTerm:
        topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- $release | nindent 12 }}
          matchExpressions:
            - {key: apps.kubernetes.io/pod-index, operator: In, values: ["0", "1"]}
podAntiAffinity:
  preferredDuringSchedulingIgnoredDuringExecution:
    - weight: 100
      podAffinityTerm:
        topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- $release | nindent 12 }}
          matchExpressions:
            - {key: apps.kubernetes.io/pod-index, operator: NotIn, values: ["0", "1"]}
{{- else if ne .Values.placement "none" }}
{{ ternary "podAffinity" "podAntiAffinity" (eq .Values.placement "same-node") }}:
  requiredDuringSchedulingIgnoredDuringExecution:
    - topologyKey: kubernetes.io/hostname
      labelSelector:
        matchLabels:
          {{- $release | nindent 10 }}
          podwire.io/placement: {{ .Values.placement }}
{{- end }}
{{- end }}
