/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read_one.h"

extern const fh_reader fh_reader_compose;
extern const fh_reader fh_reader_helm_chart;
extern const fh_reader fh_reader_helm_template;
extern const fh_reader fh_reader_helm_values;
extern const fh_reader fh_reader_kubernetes;

static void kubernetes_objects(void)
{
    READ_ONE(
        fh_reader_kubernetes, "deploy/pod.yaml",
        "apiVersion: v1\n"
        "kind: Pod\n"
        "spec:\n"
        "  runtimeClassName: nvidia\n"
        "  nodeSelector: {accelerator: nvidia-h100}\n"
        "  tolerations:\n"
        "    - {key: nvidia.com/gpu, operator: Exists}\n"
        "  affinity:\n"
        "    nodeAffinity:\n"
        "      required:\n"
        "        terms:\n"
        "          - matchExpressions:\n"
        "              - {key: gpu.product, operator: In, values: [A100, H100]}\n"
        "  initContainers: [{name: i, image: 'busybox:1'}]\n"
        "  containers:\n"
        "    - name: a\n"
        "      image: nvcr.io/nvidia/x:1\n"
        "      env:\n"
        "        - {name: MODE, value: fast}\n"
        "        - name: HF_TOKEN\n"
        "          value: hf_secret\n"
        "      resources:\n"
        "        limits:\n"
        "          memory: 1Gi\n"
        "          nvidia.com/gpu: 1\n"
        "---\n"
        "apiVersion: apiextensions.k8s.io/v1\n"
        "kind: CustomResourceDefinition\n"
        "spec: {resources: {limits: {amd.com/gpu: 1}}}\n"
        "---\n"
        "apiVersion: nvidia.com/v1alpha1\n"
        "kind: Deployment\n"
        "spec: {services: {w: {resources: {limits: {gpu: '2', custom: {gpu.intel.com/xe: 1}}}}}}\n"
        "---\n"
        "apiVersion: v1\n"
        "kind: ConfigMap\n"
        "data: {LOG_LEVEL: debug, file.yaml: 'a: b'}\n");
    CHECK_INT(FIND(FIELD, "runtimeClassName")->line, 4);
    CHECK_TEXT(FIND(FIELD, "nodeSelector.accelerator")->value, "nvidia-h100");
    CHECK_TEXT(FIND(FIELD, "tolerations.nvidia.com/gpu")->value, "Exists");
    CHECK_TEXT(FIND(FIELD, "affinity.gpu.product")->value, "A100 H100");
    CHECK_INT(FIND(IMAGE, "busybox:1")->line, 14);
    CHECK_INT(FIND(IMAGE, "nvcr.io/nvidia/x:1")->line, 17);
    CHECK_TEXT(ATTR(FIND(IMAGE, "nvcr.io/nvidia/x:1"), VIA), "k8s");
    CHECK_TEXT(FIND(ENV, "MODE")->value, "fast");
    CHECK_TEXT(FIND(ENV, "HF_TOKEN")->value, "");
    const fh_fact *fact = FIND(RESOURCE, "nvidia.com/gpu");
    CHECK_INT(fact->line, 25);
    CHECK_INT(fact->column, 11);
    CHECK_TEXT(fact->value, "1");
    CHECK_TEXT(ATTR(fact, KIND), "limits");
    CHECK_INT(FIND(RESOURCE, "amd.com/gpu")->line, 0);
    CHECK_TEXT(FIND(RESOURCE, "gpu")->value, "2");
    CHECK_INT(FIND(RESOURCE, "gpu.intel.com/xe")->line, 33);
    CHECK_TEXT(FIND(ENV, "LOG_LEVEL")->value, "debug");
    CHECK_INT(read_one_count(&self, FH_FACT_RESOURCE), 3);
    read_one_end(&self);
}

static void other_yaml_is_none(void)
{
    READ_ONE(fh_reader_kubernetes, "a.yml",
             "image: a:1\nresources: {limits: {nvidia.com/gpu: 1}}\n");
    CHECK_INT(self.facts.list.count, 0);
    read_one_end(&self);
}

static void templates_are_not_unread(void)
{
    READ_ONE(fh_reader_kubernetes, "a/x.yaml", "apiVersion: v1\nkind: Pod\n{{ if }}\n  x: [\n");
    CHECK_INT(self.facts.list.count, 0);
    read_one_end(&self);
}

static void broken_objects_are_unread(void)
{
    READ_ONE(fh_reader_kubernetes, "a/x.yaml", "apiVersion: v1\nkind: [Pod\n");
    CHECK_INT(FIND(UNREAD, "syntax")->line > 0, 1);
    read_one_end(&self);
}

static void compose_services(void)
{
    READ_ONE(
        fh_reader_compose, "deploy/docker-compose.gpu.yml",
        "x-common: &common\n"
        "  runtime: nvidia\n"
        "services:\n"
        "  a:\n"
        "    <<: *common\n"
        "    image: ${REGISTRY:-docker.io}/vllm:${TAG:-v1}\n"
        "    environment: [MODE=fast, 'API_KEY=x']\n"
        "    devices: ['/dev/kfd:/dev/kfd']\n"
        "    deploy:\n"
        "      resources:\n"
        "        reservations:\n"
        "          devices:\n"
        "            - driver: nvidia\n"
        "              count: all\n"
        "              capabilities: [gpu, utility]\n"
        "  b:\n"
        "    profiles: [metrics]\n"
        "    image: prom/prometheus\n"
        "    build: {context: ../svc, dockerfile: Dockerfile.gpu, args: {BASE: 'nvidia/cuda:12'}}\n"
        "    environment: {A_B: 1}\n");
    CHECK_INT(FIND(RESOURCE, "runtime:nvidia")->line, 2);
    CHECK_TEXT(FIND(IMAGE, "docker.io/vllm:v1")->value, "${REGISTRY:-docker.io}/vllm:${TAG:-v1}");
    CHECK_TEXT(FIND(ENV, "MODE")->value, "fast");
    CHECK_TEXT(FIND(ENV, "API_KEY")->value, "");
    CHECK_TEXT(FIND(RESOURCE, "nvidia/gpu,utility")->value, "all");
    CHECK_INT(FIND(RESOURCE, "nvidia/gpu,utility")->line, 13);
    CHECK_INT(FIND(RESOURCE, "device:/dev/kfd")->line, 8);
    CHECK_TEXT(ATTR(FIND(IMAGE, "prom/prometheus"), GATE), "profile:metrics");
    CHECK_INT(FIND(POINTER, "svc/Dockerfile.gpu")->line, 19);
    CHECK_TEXT(FIND(FIELD, "build.args.BASE")->value, "nvidia/cuda:12");
    CHECK_TEXT(FIND(ENV, "A_B")->value, "1");
    read_one_end(&self);
}

static void charts(void)
{
    READ_ONE(fh_reader_helm_chart, "deploy/Chart.yaml",
             "name: platform\n"
             "version: 1.2.0\n"
             "description: A chart\n"
             "dependencies:\n"
             "  - {name: nats, version: 1.3.2, repository: 'https://a.example/helm', condition: "
             "nats.on}\n"
             "  - {name: own, version: '>=1', repository: 'file://own'}\n");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "platform"), KIND), "helm");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "platform"), VERSION), "1.2.0");
    const fh_fact *fact = FIND(DEPENDENCY, "pkg:helm/nats");
    CHECK_TEXT(ATTR(fact, GATE), "condition:nats.on");
    CHECK_TEXT(ATTR(fact, NECESSITY), "optional-default-on");
    CHECK_TEXT(ATTR(fact, SOURCE), "https://a.example/helm");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:helm/own"), DIRECTNESS), "workspace-member");
    read_one_end(&self);
}

static void chart_values(void)
{
    READ_ONE(fh_reader_helm_values, "charts/a/values.yaml",
             "image:\n"
             "  registry: nvcr.io\n"
             "  repository: nvidia/x\n"
             "  tag: '1'\n"
             "sidecarImage: ghcr.io/a/b:2\n"
             "icon: {image: /logo.png}\n"
             "worker:\n"
             "  resources: {limits: {nvidia.com/gpu: 4, cpu: 1}}\n"
             "  env: {LEVEL_X: high, lower: no}\n");
    CHECK_INT(FIND(IMAGE, "nvcr.io/nvidia/x:1")->line, 3);
    CHECK_TEXT(ATTR(FIND(IMAGE, "nvcr.io/nvidia/x:1"), VIA), "helm");
    CHECK_INT(FIND(IMAGE, "ghcr.io/a/b:2")->line, 5);
    CHECK_TEXT(FIND(RESOURCE, "nvidia.com/gpu")->value, "4");
    CHECK_TEXT(FIND(ENV, "LEVEL_X")->value, "high");
    CHECK_INT(self.facts.list.count, 4);
    read_one_end(&self);
}

static void chart_templates(void)
{
    READ_ONE(fh_reader_helm_template, "charts/a/templates/deployment.yaml",
             "{{- if .Values.on }}\n"
             "spec:\n"
             "  containers:\n"
             "  - name: a\n"
             "    image: \"{{ .Values.image }}:{{ .Values.tag }}\"\n"
             "  - name: b\n"
             "    image: {{ .Values.b | default \"nginx:1\" }}\n"
             "    env:\n"
             "    - name: MODE\n"
             "      value: \"fast\"\n"
             "    resources:\n"
             "      limits:\n"
             "        {{- if .Values.gpu }}\n"
             "        nvidia.com/gpu: {{ .Values.gpu }}\n"
             "        {{- end }}\n"
             "        memory: 1Gi\n"
             "    labels:\n"
             "      nvidia.com/label: x\n"
             "{{- end }}\n");
    CHECK_INT(read_one_count(&self, FH_FACT_IMAGE), 1);
    CHECK_INT(FIND(IMAGE, "nginx:1")->line, 7);
    CHECK_INT(FIND(IMAGE, "nginx:1")->contexts & FH_CONTEXT_SCAFFOLD, 0);
    CHECK_TEXT(FIND(ENV, "MODE")->value, "fast");
    CHECK_INT(FIND(RESOURCE, "nvidia.com/gpu")->line, 14);
    CHECK_INT(read_one_count(&self, FH_FACT_RESOURCE), 1);
    read_one_end(&self);
}

int main(void)
{
    RUN(kubernetes_objects);
    RUN(other_yaml_is_none);
    RUN(templates_are_not_unread);
    RUN(broken_objects_are_unread);
    RUN(compose_services);
    RUN(charts);
    RUN(chart_values);
    RUN(chart_templates);
    return DONE();
}
