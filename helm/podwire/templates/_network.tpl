{{/* Ports that the pods of a release open to each other. */}}
{{- define "podwire.peerPorts" -}}
- {protocol: TCP, port: 8080, endPort: 8082}
{{- if not .Values.faults.isolate }}
# relay and live flow
- {protocol: TCP, port: 7400, endPort: 7401}
# direct TCP runs, a port each
- {protocol: TCP, port: 17400, endPort: 19399}
{{- end }}
{{- end }}

{{/* DNS wherever it is: pods of the cluster, a cache on the node, or a server outside. */}}
{{- define "podwire.dnsEgress" -}}
- ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
{{- end }}
