{{/* Security of every pod of the chart: the restricted Pod Security Standard. */}}
{{- define "podwire.podSecurity" -}}
{{- $id := int64 .Values.runAsUser -}}
runAsNonRoot: true
runAsUser: {{ $id }}
runAsGroup: {{ $id }}
fsGroup: {{ $id }}
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* Security of every container of the chart. */}}
{{- define "podwire.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Name of the Secret with the token that callers show who change something. */}}
{{- define "podwire.tokenSecret" -}}
{{- .Values.token.existingSecret | default (printf "%s-token" (include "podwire.fullname" .)) -}}
{{- end }}

{{/* The volume with the token, which all pods of the release share. */}}
{{- define "podwire.tokenVolume" -}}
- name: access
  projected:
    # 0440: the group is the pod's own
    defaultMode: 288
    sources:
      - secret: {name: {{ include "podwire.tokenSecret" . }}, items: [{key: token, path: token}]}
{{- end }}

{{/* Host names of the release's Services as pods write them, without the cluster's domain, and those that the values add. */}}
{{- define "podwire.hosts" -}}
{{- $name := include "podwire.fullname" . -}}
{{- $namespace := "$(PODWIRE_CLUSTER_NAMESPACE)" -}}
{{- $peers := printf "%s-peers" $name -}}
{{- $hosts := list -}}
{{- range list $name $peers (printf "$(PODWIRE_POD).%s" $peers) -}}
{{- $hosts = concat $hosts (list . (printf "%s.%s" . $namespace) (printf "%s.%s.svc" . $namespace)) -}}
{{- end -}}
{{ concat $hosts (.Values.allowedHosts | default list) | join "," | quote }}
{{- end }}

{{/* Environment that the three programs of a pod agree on. */}}
{{- define "podwire.environment" -}}
- name: PODWIRE_POD
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
- name: PODWIRE_HOST
  valueFrom: {fieldRef: {fieldPath: status.podIP}}
# a port-forward comes over loopback, everything else to the pod's address; a JVM takes this for IPv6 as well
- name: QUARKUS_HTTP_HOST
  value: "0.0.0.0"
- name: PODWIRE_CLUSTER_NAMESPACE
  valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
# names that requests may be for, beside localhost and the pod's own name and address
- name: PODWIRE_HTTP_HOSTS
  value: {{ include "podwire.hosts" . }}
- name: PODWIRE_TOKEN_FILE
  value: /etc/podwire/token
- name: PODWIRE_CHANNELS_DIRECTORY
  value: /ipc/channels
- name: PODWIRE_CHANNELS_FILES_DIRECTORY
  value: /run/podwire/channels
- name: PODWIRE_CHANNELS_PREFIX
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
{{- end }}

{{/* Volumes that the three programs share; each has a folder of its own for temporary files. Takes the program. */}}
{{- define "podwire.volumeMounts" -}}
- name: ipc
  mountPath: /ipc
- name: run
  mountPath: /run/podwire
- name: access
  mountPath: /etc/podwire
  readOnly: true
- name: tmp
  mountPath: /tmp
  # a JVM marks its own temporary files with its process id, which is 1 in each container
  subPath: {{ . }}
{{- end }}

{{/* HTTP probes: started (the channels exist), live, ready. Takes the name of the port. */}}
{{- define "podwire.probes" -}}
{{- /* 300 s: nine programs that start at once on a busy machine have been seen to take one minute. */}}
startupProbe:
  httpGet: {path: /q/health/started, port: {{ . }}}
  periodSeconds: 1
  timeoutSeconds: 3
  failureThreshold: 300
livenessProbe:
  httpGet: {path: /q/health/live, port: {{ . }}}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: {path: /q/health/ready, port: {{ . }}}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
{{- end }}

{{/* Requests and limits of a program, if no request exceeds its limit. Takes (list context program). */}}
{{- define "podwire.resources" -}}
{{- $program := index . 1 -}}
{{- $resources := (index (index . 0).Values $program).resources -}}
{{- range $kind, $limit := $resources.limits -}}
{{- $request := get $resources.requests $kind -}}
{{- if gt (include "podwire.amount" $request | float64) (include "podwire.amount" $limit | float64) -}}
{{- $path := printf "%s.resources.requests.%s" $program $kind -}}
{{- fail (printf "%s: %v exceeds the limit of %v; lower it or raise %s.resources.limits.%s" $path $request $limit $program $kind) -}}
{{- end -}}
{{- end -}}
{{ toYaml $resources }}
{{- end }}

{{/* A quantity in cores or bytes. */}}
{{- define "podwire.amount" -}}
{{- $unit := regexFind "[A-Za-z]*$" (toString .) -}}
{{- $factor := get (dict "" 1 "m" 0.001 "M" 1e6 "Mi" 1048576 "G" 1e9 "Gi" 1073741824) $unit -}}
{{ mulf (trimSuffix $unit (toString .)) $factor }}
{{- end }}
