{{/* Name of the release's objects. 45 characters leave room for a StatefulSet's "-<hash>" labels and "-results". */}}
{{- define "podwire.fullname" -}}
{{- $name := .Release.Name -}}
{{- if not (contains "podwire" $name) }}{{ $name = printf "%s-podwire" $name }}{{ end -}}
{{- if not (regexMatch "^[a-z][-a-z0-9]*$" $name) }}
{{- fail (printf "name %q cannot name a Service: take a release name of letters, digits and hyphens that begins with a letter" $name) }}
{{- end -}}
{{- if gt (len $name) 45 }}
{{- fail (printf "name %q is %d characters long, 45 are allowed: take a shorter release name" $name (len $name)) }}
{{- end -}}
{{ $name }}
{{- end }}

{{/* What a selector may name: it never changes in the life of a release. Takes (list context component). */}}
{{- define "podwire.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: podwire
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* Labels of an object. Takes (list context component). */}}
{{- define "podwire.labels" -}}
{{- $root := index . 0 -}}
{{ include "podwire.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
app.kubernetes.io/part-of: podwire
{{- end }}

{{/* Image of a program. Takes (list context program). */}}
{{- define "podwire.image" -}}
{{- $root := index . 0 -}}
{{- if eq $root.Values.image.tag "latest" -}}
{{- fail "image.tag: latest says nothing about what runs, and IfNotPresent never replaces it; name a version" }}
{{- end -}}
{{- with $root.Values.image.registry }}{{ trimSuffix "/" . }}/{{ end -}}
podwire/{{ index . 1 }}:{{ $root.Values.image.tag | default $root.Chart.AppVersion }}
{{- end }}
